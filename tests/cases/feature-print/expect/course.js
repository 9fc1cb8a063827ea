window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"First module"},
{"items":{"ask":"d9fa4a68 3fe60e19","blank":"251d9137 da8c27dd","feeling":"9325c191 9ccb3a19"},"key":"m/one/","module":1,"title":"One"},
{"items":{"ask":"d9fa4a68 3fe60e19","blank":"251d9137 da8c27dd"},"key":"m/two/","module":1,"title":"Two"},
{"key":"n/","title":"Second module"},
{"items":{"ask":"d9fa4a68 3fe60e19","blank":"251d9137 da8c27dd"},"key":"n/three/","module":2,"title":"Three"}
]}
