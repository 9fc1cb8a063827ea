window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"الرئيسية"}
]}
