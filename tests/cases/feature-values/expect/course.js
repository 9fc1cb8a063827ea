window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"Module"},
{"items":{"how-long":"cf24c547 93dd423b","how-many":"ee5d6af3 efba95ec"},"key":"m/lesson/","module":1,"title":"In 50 minutes"}
]}
