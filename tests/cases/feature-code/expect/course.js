window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"q-one":"c20d18fc 5c5ab431"},"key":"m/a/","module":1,"title":"A"}
]}
