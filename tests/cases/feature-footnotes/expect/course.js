window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"q":"1ae5624a b1a0122b"},"key":"m/a/","module":1,"title":"A page"}
]}
