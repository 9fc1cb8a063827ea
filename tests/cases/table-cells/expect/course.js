window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"q":"736c4200 fb4b153b"},"key":"m/a/","module":1,"title":"A"}
]}
