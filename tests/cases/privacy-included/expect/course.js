window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"key":"m/a/","module":1,"title":"A lesson"},
{"key":"m/b/","module":1,"title":"A case"},
{"key":"m/c/","module":1,"title":"Another lesson"}
]}
