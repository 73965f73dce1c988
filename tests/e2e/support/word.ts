/**
 * What Word 365 puts on the clipboard, with everything that is in the way: its head, conditional comments, marks of lists
 * as text, empty paragraphs of its own, lines broken where the source was wide.
 */
export const WORD_HTML = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal, li.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} @list l0:level1 {mso-level-number-format:bullet;} --></style>
</head>
<body lang=EN-GB style='tab-interval:36.0pt'>
<!--StartFragment-->
<h2><a name="_Toc1"></a>Results since 2015<o:p></o:p></h2>
<p class=MsoNormal><b><span lang=EN-GB style='mso-ansi-language:EN-GB'>Coverage</span></b><span lang=EN-GB> rose to <span
style='font-weight:bold'>71 per cent</span> and <i>every</i> school is connected, see <a
href="https://example.org/fund"><span style='color:#0563C1'>the fund&#8217;s site</span></a>
and <a href="file:///C:/Users/author/plan.docx">the plan</a>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol;mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=EN-GB>Connecting schools<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>In rural districts<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>On islands<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><b>Training</b> teachers<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-bidi-font-family:Calibri'><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Law in force<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-bidi-font-family:Calibri'><span style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Strategy adopted<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>
 <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
  <td width=200 valign=top style='width:150.0pt;border:solid windowtext 1.0pt'><p class=MsoNormal><b>Year<o:p></o:p></b></p></td>
  <td width=200 valign=top style='width:150.0pt'><p class=MsoNormal><b>Schools | share<o:p></o:p></b></p></td>
 </tr>
 <tr style='mso-yfti-irow:1;mso-yfti-lastrow:yes'>
  <td width=200 valign=top><p class=MsoNormal>2024<o:p></o:p></p></td>
  <td width=200 valign=top><p class=MsoNormal>1 240<o:p></o:p></p><p class=MsoNormal>71&nbsp;%<o:p></o:p></p></td>
 </tr>
</table>
<p class=MsoNormal dir=RTL style='text-align:right;direction:rtl;unicode-bidi:embed'><span lang=AR-SA style='font-family:"Arial",sans-serif'>ارتفعت
نسبة التغطية وفق التوصية </span><span dir=LTR>ITU-T X.1250</span><span lang=AR-SA>.</span><span dir=LTR><o:p></o:p></span></p>
<p class=MsoNormal><span lang=ZH-CN style='font-family:SimSun'>国家战略连接每个地区，培训教师。</span><o:p></o:p></p>
<!--EndFragment-->
</body>
</html>`;

/** The same as the portal keeps it. */
export const WORD_MARKDOWN = `## Results since 2015

**Coverage** rose to **71 per cent** and *every* school is connected, see [the fund’s site](https://example.org/fund) and the plan.

- Connecting schools
  - In rural districts
  - On islands
- **Training** teachers

1. Law in force
2. Strategy adopted

| **Year** | **Schools \\| share** |
| --- | --- |
| 2024 | 1 240 71 % |

ارتفعت نسبة التغطية وفق التوصية ITU-T X.1250.

国家战略连接每个地区，培训教师。`;
