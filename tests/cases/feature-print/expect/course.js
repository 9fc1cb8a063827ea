window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"First module"},
{"items":{"ask":"d5d8d09c 5b6c1d5d","blank":"251d9137 da8c27dd"},"key":"m/one/","module":1,"title":"One"},
{"items":{"ask":"f4084664 c541e91d","blank":"251d9137 da8c27dd"},"key":"m/two/","module":1,"title":"Two"},
{"key":"n/","title":"Second module"},
{"items":{"ask":"4d9a4ee7 1ac93f99","blank":"251d9137 da8c27dd"},"key":"n/three/","module":2,"title":"Three"}
]}
