window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"Module"},
{"items":{"fill":"c6fe9010 e884d5fe","judge":"328df242 40953332","menu":"713e7c64 1131cd98","open":"47231070 fdaab64a","order":"3b5ae76b 7e8d6e5a","pairs":"f8e8def4 a43917fb","rated":"35c36b81 5d331073","several":"15ebe7df 0586e330","single":"786412c2 287669a2"},"key":"m/a/","module":1,"title":"Page"}
]}
