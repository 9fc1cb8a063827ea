window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"a":"b4b29b2f 834b8d5b","b":"07796901 9775b4b5"},"key":"m/a/","module":1,"scenarios":["s"],"title":"A"}
]}
