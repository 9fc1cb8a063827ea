window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"Module"},
{"items":{"item-5c787bb2":"33032d56 5c787bb2"},"key":"m/a/","module":1,"title":"Page"}
]}
