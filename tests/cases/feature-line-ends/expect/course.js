window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"Module"},
{"items":{"q":"070be829 ffa7304c"},"key":"m/a/","module":1,"title":"Page"}
]}
