"""What does a venue write down, and is it still whole?

Law: records and bytes only; files are the shell's.
"""
