window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"Module"},
{"items":{"p":"74d1086c 54c3b34c","q":"4b724ca6 17985afd"},"key":"m/a/","module":1,"title":"Page"}
]}
