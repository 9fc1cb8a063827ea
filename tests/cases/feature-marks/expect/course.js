window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"Module"},
{"items":{"p":"74d1086c 54c3b34c","q":"409f4fb7 3b3d1923"},"key":"m/a/","module":1,"title":"Page"}
]}
