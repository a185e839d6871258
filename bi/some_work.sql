-- What three analysts might have done by the end of May 2026. Events are written as they would have been on the day;
-- weir.record_event would date them today.
INSERT INTO weir.analyst_events (alert_id, at, actor, event, disposition, reason, assignee)
SELECT a.alert_id, a.first_seen_at + w.after, a.analyst, w.event, w.disposition, w.reason,
  CASE w.event WHEN 'assigned' THEN a.analyst END
FROM (
  SELECT alert_id, first_seen_at, row_number() OVER every AS place,
    (ARRAY['ann', 'ben', 'cho'])[1 + row_number() OVER every % 3] AS analyst
  FROM weir.alerts
  WHERE maturity = 'active'
  WINDOW every AS (ORDER BY first_seen_at, alert_id)
) AS a
JOIN (VALUES
  (ARRAY[0, 1, 2, 3, 4, 5, 6, 7], interval '20 hours', 'assigned', NULL, NULL),
  (ARRAY[8], interval '5 days', 'assigned', NULL, NULL),
  (ARRAY[0, 1, 2, 3, 4, 5, 8], interval '6 days', 'in_review', NULL, NULL),
  (ARRAY[0, 1, 2], interval '9 days', 'escalated', NULL, 'no business with any of the payees'),
  (ARRAY[3], interval '11 days', 'closed', 'false_positive', 'one household'),
  (ARRAY[4], interval '12 days', 'closed', 'explained', 'supplier with invoices'),
  (ARRAY[5], interval '13 days', 'closed', 'watch', 'small so far')
) AS w (places, after, event, disposition, reason) ON (a.place % 11)::integer = ANY (w.places)
WHERE a.first_seen_at + w.after < '2026-06-01T00:00:00Z';
