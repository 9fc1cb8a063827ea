window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"q":"be2de47e 39649afe"},"key":"m/a/","module":1,"title":"Was heißt „Bruch“?"}
]}
