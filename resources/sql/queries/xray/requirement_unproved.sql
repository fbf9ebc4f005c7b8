-- Requirements that count as met on somebody's word alone, by framework and by who said so.
SELECT DISTINCT list, requirement, who, '' FROM requirement_answer WHERE answered_on<=?1 AND (review_on IS NULL OR review_on>=?1) AND state='met' AND evidence=''
ORDER BY 1, 3, 2;
