window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"key":"m/a/","module":1,"title":"A","was":["old/page/"]},
{"key":"m/b/","module":1,"title":"B"}
]}
