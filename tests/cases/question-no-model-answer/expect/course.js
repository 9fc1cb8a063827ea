window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"Module"},
{"items":{"q":"31d9b8c7 c1729cd5"},"key":"m/a/","module":1,"title":"Page"}
]}
