"""An MP3 and what is known of it → an Episode on the shelf."""
