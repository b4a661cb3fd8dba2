"""The only code that knows Telegram: an update becomes a turn, a reply becomes API calls.

May import ``storage``, ``dialog``, ``matching``, ``quartier`` and ``knowledge``; the only async
package besides the preview. What a client typed passes through it unchanged and is never logged.
"""
