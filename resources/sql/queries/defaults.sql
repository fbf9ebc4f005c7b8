-- What a new workspace starts with: the EEA as the sovereign zone, and three frameworks. The restricted data classes: domain/restricted.h.
INSERT INTO value_set(name, value) SELECT 'ZONE', code FROM ref_country_group WHERE grp='EEA';
INSERT INTO setting(name, value) VALUES ('frameworks', '["gdpr","ai-sov","eu-csf"]');
