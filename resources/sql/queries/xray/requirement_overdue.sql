-- Answers to requirements that count no longer, by framework, who gave them and their last day.
SELECT DISTINCT list, requirement, who, review_on FROM requirement_answer WHERE review_on<?1 ORDER BY 1, 3, 4, 2;
