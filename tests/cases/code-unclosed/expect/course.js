window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"key":"m/a/","module":1,"title":"A page"}
]}
