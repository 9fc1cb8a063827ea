window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"<b>\"'&{{ 7 * 7 }}"},
{"items":{"q":"dd5fa3ef 609b1cfc"},"key":"m/a/","module":1,"title":"</title><script>alert(1)</script>"}
]}
