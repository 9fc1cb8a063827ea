window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"Module"},
{"items":{"declared":"de9cc626 505035d8","feedback":"f253d4e7 d1438b38","model":"0af48df0 80d405e1","parted":"de9cc626 505035d8","two-paragraphs":"6709e1d8 be0c2bf1"},"key":"m/a/","module":1,"title":"Page"}
]}
