-- What imports told of a provider's types of machines comes before what is shipped of the same types, which waits under another name.
DELETE FROM ref_instance WHERE confidence='own';
DELETE FROM ref_chip WHERE confidence='own';
UPDATE ref_instance SET type=substr(type,9) WHERE type GLOB 'shipped:*';
CREATE TEMP TABLE IF NOT EXISTS own_type(type TEXT PRIMARY KEY COLLATE NOCASE, chip TEXT, vendor TEXT, model TEXT, count INT, memory INT);
DELETE FROM own_type;
INSERT INTO own_type SELECT substr(s.name,19), NULL, json_extract(s.value,'$[0]'), json_extract(s.value,'$[1]'), json_extract(s.value,'$[2]'),
  json_extract(s.value,'$[3]') FROM setting s WHERE s.name GLOB 'instance_type/aws/*';
UPDATE own_type SET chip=coalesce((SELECT chip FROM ref_chip_alias WHERE alias=lower(vendor||' '||model)),
  (SELECT chip FROM ref_chip_alias WHERE alias=lower(model)), 'own:'||lower(vendor||' '||model));
INSERT OR IGNORE INTO ref_chip(id,vendor,model,vendor_country,fab_country,fab_note,eccn,export_note,confidence)
 SELECT chip, vendor, model, '', NULL, '', NULL, '', 'own' FROM own_type WHERE chip GLOB 'own:*';
UPDATE ref_instance SET type='shipped:'||type WHERE provider IN ('aws','aws-esc')
 AND (type IN (SELECT type FROM own_type) OR (type GLOB 'ml.*' AND substr(type,4) IN (SELECT type FROM own_type)));
-- SageMaker puts "ml." before the names.
INSERT INTO ref_instance(provider,type,chip,count,memory_mib,confidence)
 SELECT p.column1, x.column1||o.type, o.chip, o.count, o.memory, 'own' FROM own_type o, (VALUES ('aws'),('aws-esc')) p, (VALUES (''),('ml.')) x;
