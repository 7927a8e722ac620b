// Nothing that the program says is without its Chinese, and nothing of it is unfinished.

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

class TranslationTest : public QObject {
  Q_OBJECT

 private slots:
  void every_text_of_the_source_is_translated() {
    const QString sources = QStringLiteral(LIANDONG_SOURCE_DIR "/gui");
    QTemporaryDir place;
    const QString copy = place.filePath(QStringLiteral("copy_zh_CN.ts"));
    QVERIFY(QFile::copy(sources + QStringLiteral("/translations/liandong_zh_CN.ts"), copy));
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
    QProcess lupdate;
    lupdate.start(QStringLiteral(LUPDATE), {sources, QStringLiteral("-no-obsolete"), QStringLiteral("-locations"), QStringLiteral("none"),
                                            QStringLiteral("-ts"), copy});
    QVERIFY(lupdate.waitForFinished(120'000));
    QCOMPARE(lupdate.exitCode(), 0);
    QFile file(copy);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    QVERIFY(text.count(QStringLiteral("<source>")) > 300);
    const QRegularExpression unfinished(
        QStringLiteral("<source>([^<]*)</source>\\s*<translation "
                       "type=\"(?:unfinished|vanished|obsolete)\"|<source>([^<]*)</source>\\s*<translation></translation>"));
    QStringList missing;
    for (auto match = unfinished.globalMatch(text); match.hasNext();) {
      const auto found = match.next();
      missing.push_back(found.captured(1) + found.captured(2));
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QStringLiteral("; "))));
  }

  void places_for_values_are_the_same_in_both_languages() {
    QFile file(QStringLiteral(LIANDONG_SOURCE_DIR "/gui/translations/liandong_zh_CN.ts"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QRegularExpression pair(QStringLiteral("<source>([^<]*)</source>\\s*<translation>([^<]*)</translation>"));
    int pairs = 0;
    const QString text = QString::fromUtf8(file.readAll());
    for (auto match = pair.globalMatch(text); match.hasNext(); ++pairs) {
      const auto found = match.next();
      for (const char* mark : {"%1", "%2", "%3"})
        QVERIFY2(found.captured(1).count(QLatin1String(mark)) == found.captured(2).count(QLatin1String(mark)),
                 qPrintable(found.captured(1)));
    }
    QVERIFY(pairs > 300);
  }
};

QTEST_GUILESS_MAIN(TranslationTest)
#include "translation_test.moc"
