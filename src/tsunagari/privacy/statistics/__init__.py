"""What may be told of all cases together?

Law: records in, tables of numbers out, of which none may be anybody; files are the shell's.
"""
