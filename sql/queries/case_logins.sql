-- Where logins ($1, ids in text form) came from.
SELECT login_id::text, ip::text
FROM logins
WHERE login_id::text = ANY ($1::text[]);
