window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"Module"},
{"items":{"five":"e5dddc03 1a50f7eb","four":"e5dddc03 1a50f7eb","one":"e5dddc03 1a50f7eb","three":"e5dddc03 1a50f7eb","two":"e5dddc03 1a50f7eb"},"key":"m/a/","module":1,"title":"A"},
{"items":{"six":"e5dddc03 1a50f7eb"},"key":"m/b/","module":1,"title":"B"}
]}
