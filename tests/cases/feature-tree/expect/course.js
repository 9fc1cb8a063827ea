window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"first/","title":"First module"},
{"key":"first/überblick-mehr/","module":1,"title":"Überblick"},
{"key":"zwei/","title":"Second module"},
{"key":"zwei/order/","module":2,"title":"Ordered"},
{"key":"zwei/early/","module":2,"title":"Early","was":["old/place/","older.html/"]},
{"key":"zwei/late/","module":2,"title":"Late"}
]}
