window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"q":"a7402cf7 f2346c4c"},"key":"m/a/","module":1,"title":"A page"}
]}
