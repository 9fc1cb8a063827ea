window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"a/","title":"Noticing"},
{"items":{"four":"82245a32 9042c2c7","one":"b22b94c6 69f9f435","three":"b22b94c6 69f9f435","two":"40f1e348 3a31709a"},"key":"a/see/","module":1,"title":"See","was":["older/see/","see/"]},
{"key":"b/","title":"Testing"},
{"items":{"t-say":"8f198a5f e4d9da85","t-see":"0ee04c13 856733b4"},"key":"b/test/","module":2,"test":1,"title":"The test"}
]}
