window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"q-one":"e10da4ff 02a86989"},"key":"m/a/","module":1,"title":"A"}
]}
