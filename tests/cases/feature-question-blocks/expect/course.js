window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"q1":"032ece7f 0da76de2","q2":"9e24af24 b82e9260"},"key":"m/a/","module":1,"title":"Options of several blocks"}
]}
