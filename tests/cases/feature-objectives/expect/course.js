window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"Module"},
{"items":{"q":"a025bc16 09dc1e58"},"key":"m/a/","module":1,"title":"Page"}
]}
