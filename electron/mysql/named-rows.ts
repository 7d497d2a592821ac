/** FROM rows named by a list of ids in JSON: one statement for any number of them, since each other length would be prepared anew. */
export const NAMED = "JSON_TABLE(?, '$[*]' COLUMNS (id INT PATH '$')) AS named";
