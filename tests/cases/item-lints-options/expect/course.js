window.attuneCourse={"attune":1,"pages":[
{"key":"","title":"Home"},
{"key":"m/","title":"M"},
{"items":{"a":"7020c6d5 ea4f5f69","b":"8f978cad a6c25652","c":"f20d141b 79036545","d":"5673593e 9fe853ce","q0":"ddb078c5 cb6b71f8","q1":"40af0e38 fc05cabb","q2":"46392243 f02f81a2"},"key":"m/a/","module":1,"title":"Options"}
]}
