-- A pool that the reference data made of a system's instance type is called after the system, whatever the system is
-- called later and in whatever order that becomes known.
CREATE TRIGGER pool_follows_system AFTER UPDATE OF name ON entity WHEN new.kind=2 AND new.name IS NOT old.name BEGIN
  UPDATE entity SET name=(SELECT coalesce(a.count||' x ','share of ')||a.chip||' in '||new.name FROM e_accelerator a WHERE a.id=entity.id)
   WHERE kind=8 AND key='acc:'||new.key AND name_feed IS NULL
     AND EXISTS (SELECT 1 FROM e_accelerator a WHERE a.id=entity.id AND a.chip IS NOT NULL);
END;
CREATE TRIGGER pool_moves_to_system AFTER UPDATE OF key ON entity WHEN new.kind=8 AND new.name_feed IS NULL AND new.key<>old.key BEGIN
  UPDATE entity SET name=(SELECT coalesce(a.count||' x ','share of ')||a.chip||' in '||e.name FROM e_accelerator a, entity e
                           WHERE a.id=new.id AND e.kind=2 AND e.key=substr(new.key,5))
   WHERE id=new.id AND EXISTS (SELECT 1 FROM e_accelerator a, entity e
                                WHERE a.id=new.id AND e.kind=2 AND e.key=substr(new.key,5) AND a.chip||e.name IS NOT NULL);
END;
-- The system's name can come before the key by which its pool is found.
CREATE TRIGGER pool_finds_system AFTER UPDATE OF key ON entity WHEN new.kind=2 AND new.key<>old.key BEGIN
  UPDATE entity SET name=(SELECT coalesce(a.count||' x ','share of ')||a.chip||' in '||new.name FROM e_accelerator a WHERE a.id=entity.id)
   WHERE kind=8 AND key='acc:'||new.key AND name_feed IS NULL
     AND EXISTS (SELECT 1 FROM e_accelerator a WHERE a.id=entity.id AND a.chip IS NOT NULL);
END;
