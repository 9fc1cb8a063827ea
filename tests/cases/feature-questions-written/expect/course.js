window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"blanks":"2c376293 a424bad0","code":"c78d0e03 ab9482cb","numbers":"26633482 0a5bc307","order":"369a8b2f 022a292f","prompt":"717a5abe 11d973e1","truth":"cb6a5de9 e3c88441"},"key":"m/a/","module":1,"title":"A page"}
]}
