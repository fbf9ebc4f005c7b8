-- What a new workspace starts with: the EEA as the sovereign zone, and the data classes that are restricted unless the officer says otherwise.
INSERT INTO value_set(name, value) SELECT 'ZONE', code FROM ref_country_group WHERE grp='EEA';
INSERT INTO value_set(name, value) VALUES ('RESTRICTED','special_category'),('RESTRICTED','children'),('RESTRICTED','health'),
 ('RESTRICTED','genomic'),('RESTRICTED','biometric'),('RESTRICTED','payment_card'),('RESTRICTED','secrecy'),('RESTRICTED','classified'),
 ('RESTRICTED','phi'),('RESTRICTED','trade_secret');
INSERT INTO setting(name, value) VALUES ('frameworks', '["gdpr","ai-sov","eu-csf"]');
