window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"q-one":"c9a6b15d 789d4c76"},"key":"m/a/","module":1,"title":"A"}
]}
