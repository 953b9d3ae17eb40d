import { describe, expect, it } from "vitest";
import { createGuessLanguage } from "../../src/adapters/eld/guess-language.js";
import { detectLanguage, isWithoutWords } from "../../src/domain/text/detect-language.js";

const guess = await createGuessLanguage();

describe("detectLanguage", () => {
  it.each([
    ["zh", "图神经网络在推荐系统中的应用"],
    ["zh", "LSTM模型预测"],
    ["ja", "グラフニューラルネットワークの応用"],
    ["ko", "그래프 신경망을 이용한 추천"],
    ["ru", "Методы оптимизации глубоких нейронных сетей"],
    ["fr", "apprentissage par renforcement pour la robotique"],
    ["de", "Erkennung von Objekten in Bildern"],
    ["es", "redes neuronales para el análisis de imágenes"],
    ["pt", "redução de dimensionalidade com autoencoders"],
    ["it", "reti neurali per il riconoscimento vocale"],
    ["fa", "پردازش زبان طبیعی"],
    ["ar", "معالجة اللغات الطبيعية باستخدام الشبكات"],
    ["hi", "प्राकृतिक भाषा प्रसंस्करण"],
    ["th", "การเรียนรู้ของเครื่อง"],
    ["he", "למידה עמוקה"],
    ["vi", "mạng nơ-ron tích chập"],
  ])("knows %s: %s", (language, text) => {
    expect(detectLanguage(text, guess)).toBe(language);
  });

  it.each([
    "attention is all you need",
    "Escherichia coli in vivo imaging",
    "β-VAE",
    "σ-algebras and λ-calculus",
    "naïve Bayes",
    "Schölkopf",
    "CIFAR-10 ImageNet COCO",
    "YOLOv8",
    "C++",
    "kernel methods",
    "",
  ])("says nothing of English, names and signs: %s", (text) => {
    expect(detectLanguage(text, guess)).toBeUndefined();
  });
});

describe("isWithoutWords", () => {
  it.each(["🤖", "🤖🎉", "x".repeat(500), "zzzz", "1234 5678", "?!", "asdf asdfgh", "qwertyuiop", "sdkfjhskdjfh", ""])(
    "holds for %s",
    (text) => expect(isWithoutWords(text)).toBe(true),
  );

  it.each(["R", "C++", "AI", "LSTM", "BERT", "rhythms", "property", "图", "β", "3D", "strengths", "backpropagation"])(
    "does not hold for %s",
    (text) => expect(isWithoutWords(text)).toBe(false),
  );
});
