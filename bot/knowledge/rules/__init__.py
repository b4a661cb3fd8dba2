"""What must hold across the files, beyond the shape of each.

Each rule is a function that takes the folder as read and yields problems; ``every`` lists them.
A rule reports one mistake once and says nothing where an earlier mistake is the cause.
"""
