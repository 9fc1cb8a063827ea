window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"q":"27b8de60 98deeddd"},"key":"m/a/","module":1,"title":"A"},
{"key":"m/b/","module":1,"title":"B"}
]}
