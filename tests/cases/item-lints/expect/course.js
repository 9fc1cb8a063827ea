window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"Module"},
{"items":{"all-right":"9d343e7d 662df9e1","q1":"2b434cea ddb16352","q10":"09bead4f 5133784d","q11":"055a17d5 bb3fb044","q12":"aaa3af77 00fd5666","q13":"ea86ccf0 45ba3d6a","q14":"6636a836 6f7d44cc","q15":"aaa3af77 00fd5666","q16":"aaa3af77 00fd5666","q17":"1aac86cb 6bea5799","q18":"1ed568d2 6e22caaf","q19":"366517fb fcf3d371","q2":"abb51a6f 7436cee4","q20":"2e65f7e8 67038518","q3":"0387765a d9ec1a12","q4":"fe4dc42d e6ee8d9c","q5":"e35748d6 80a43b33","q6":"bb0e1b8d a6c14501","q7":"87324e2e 4ddf77be","q8":"f67da090 1e4769bd","q9":"91ba9322 c49905f5"},"key":"m/a/","module":1,"title":"Questions"}
]}
