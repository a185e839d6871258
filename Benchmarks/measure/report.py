def write(known, docs): pass
