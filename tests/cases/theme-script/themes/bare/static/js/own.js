// Its own name, its own business.
import * as dom from "./dom.js";
export default await dom;
