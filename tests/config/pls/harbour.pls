<?xml version="1.0" encoding="UTF-8"?>
<!-- Words of a harbour, for the tests. -->
<lexicon version="1.0" alphabet="ipa" xml:lang="en-GB"
    xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <metadata><title>Harbour</title></metadata>
  <lexeme><grapheme>quay</grapheme><phoneme>ˈkiː</phoneme><example>On the quay.</example></lexeme>
  <lexeme>
    <grapheme>judgment</grapheme>
    <grapheme>judgement</grapheme>
    <phoneme>ˈdʒʌdʒ.mənt</phoneme>
  </lexeme>
  <lexeme><grapheme>W3C</grapheme><alias>World Wide
    Web Consortium</alias></lexeme>
  <lexeme role="music">
    <grapheme>bass</grapheme>
    <phoneme>ˈbæs</phoneme>
    <phoneme prefer="true">ˈbeɪs</phoneme>
  </lexeme>
  <lexeme><grapheme><!-- at the side -->gunwale</grapheme><phoneme alphabet="ipa">ˈɡʌnəl</phoneme><alias>gunnel</alias></lexeme>
</lexicon>
