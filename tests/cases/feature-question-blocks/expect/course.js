window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"q1":"8c47c7de 6d529053","q2":"4a77c820 f4d9d889"},"key":"m/a/","module":1,"title":"Options of several blocks"}
]}
