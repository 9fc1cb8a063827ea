window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"<b>“‘&{{ 7 * 7 }}"},
{"items":{"q":"612611ff 919fd92c"},"key":"m/a/","module":1,"title":"</title><script>alert(1)</script>"}
]}
