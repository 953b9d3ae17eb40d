/** Questions about fields that a library of papers on machine learning does not hold. */
export const offTopic: readonly string[] = [
  "how long should sourdough ferment before baking",
  "why did the Hanseatic League decline",
  "best soil for growing blueberries in pots",
  "inheritance tax for foreign residents in Spain",
  "treatment of plantar fasciitis with shock waves",
  "who painted the ceiling of the Sistine Chapel",
  "migration routes of the white stork",
  "how to bleed a radiator",
  "symptoms of vitamin B12 deficiency in vegans",
  "rules of offside in football",
  "corrosion of copper pipes by soft water",
  "sonnets of the Elizabethan age",
  "how to train for a first marathon",
  "origin of the potato famine in Ireland",
  "caring for an elderly cat with kidney disease",
  "seasonal prices of Norwegian salmon",
  "tuning a violin by ear",
  "eviction notice periods for tenants",
  "volcanic soils of the Canary Islands",
  "knitting a sweater without seams",
  "monetary policy of the Weimar Republic",
  "which cheese melts best on pizza",
  "breeding season of hedgehogs",
  "restoring antique oak furniture",
  "sea level during the last interglacial",
  "fertility rates in postwar Hungary",
  "marriage customs in the Ottoman Empire",
  "dental implants after bone loss",
  "how to prune an old apple tree",
  "passport renewal for newborn babies",
];

/** Questions about machine learning, long and short, with and without its jargon. */
export const onTopic: readonly string[] = [
  "how to stop a neural network from overfitting",
  "attention is all you need",
  "GAN training stability",
  "few-shot image classification",
  "ImageNet",
  "batch normalization",
  "learning rate schedules",
  "how can a robot learn to grasp unknown objects",
  "machine translation for languages with little data",
  "graph neural networks for molecules",
  "BERT",
  "catastrophic forgetting",
  "differential privacy in deep learning",
  "adversarial examples",
  "speech recognition with little labelled data",
  "variational autoencoder",
  "why do deep networks generalize",
  "reward shaping",
  "object detection in video",
  "explain predictions of a black box model",
  "knowledge distillation",
  "time series forecasting with transformers",
  "LSTM",
  "depth from a single image",
  "multi-armed bandits with delayed feedback",
  "recommendation for new users without history",
  "fair classifiers",
  "Gaussian processes for large data",
  "neural architecture search",
  "question answering over tables",
  "point cloud segmentation",
  "pruning of filters",
  "contrastive learning without negative pairs",
  "text to image diffusion",
  "offline reinforcement learning",
  "causal discovery from observational data",
  "clustering of high-dimensional data",
  "federated averaging with unequal clients",
  "hallucination of large language models",
  "prompt engineering",
  "self-driving cars predicting pedestrians",
  "visual question answering",
  "optimal transport",
  "uncertainty of predictions",
  "named entity recognition",
  "word embeddings and gender bias",
  "pose estimation of hands",
  "sim-to-real transfer",
  "stochastic gradient descent convergence",
  "music generation",
  "medical image segmentation",
  "Monte Carlo tree search",
  "sentiment of product reviews",
  "super-resolution",
  "quantization to low bits",
  "tensor decomposition",
  "domain adaptation",
  "imitation from videos",
  "anomaly detection",
  "mixture of experts",
];

/** Texts of other fields, as one pastes them: a title and an abstract. */
export const offTopicTexts: readonly { readonly title: string; readonly abstract: string }[] = [
  {
    title: "Sourdough microbiota of rural bakeries in Sardinia",
    abstract:
      "Lactic acid bacteria and yeasts were isolated from doughs of twelve bakeries. Acidity and leavening differed with the flour and the season of the year.",
  },
  {
    title: "Pruning date and fruit set in old pear orchards",
    abstract:
      "Trees were pruned in January, March or August over six years. Late pruning delayed flowering and gave fewer but heavier fruits.",
  },
  {
    title: "Guild law and the brewing trade in medieval Lübeck",
    abstract:
      "Council records from 1360 to 1480 show how brewers limited the number of kettles. Disputes over malt were settled by the aldermen.",
  },
  {
    title: "Nest building of the white stork on electricity pylons",
    abstract:
      "We followed forty pairs in three river valleys. Nests on pylons were larger, and more chicks fledged than from nests on roofs.",
  },
  {
    title: "Recovery after surgery of the anterior cruciate ligament",
    abstract:
      "Sixty patients exercised at home or at a clinic for nine months. Strength of the quadriceps and return to sport did not differ.",
  },
  {
    title: "Tenancy law reform and the supply of flats in Vienna",
    abstract:
      "The statute of 1917 fixed rents during the war. We trace how landlords, courts and the city dealt with it until 1929.",
  },
  {
    title: "Lime mortars in the restoration of Romanesque churches",
    abstract:
      "Samples from nine walls were dissolved in acid. Binder, sand and brick dust indicate two phases of building and a later repair.",
  },
  {
    title: "Penalty kicks and the side of the standing foot",
    abstract:
      "Goalkeepers of the first league were asked what they look at. Kickers hid the direction by a late turn of the hip.",
  },
  {
    title: "Ornaments in French harpsichord music after 1700",
    abstract:
      "Tables of ornaments by Couperin, Rameau and Dandrieu are compared. The same sign was played in different ways in Paris and Lyon.",
  },
  {
    title: "Drinking water from fog in the hills of Lima",
    abstract:
      "Nets of forty square metres were hung at three heights. They gave four litres a day and square metre in winter, and none in summer.",
  },
  {
    title: "Salt glazes of stoneware from the Westerwald",
    abstract:
      "Sherds from a kiln of the seventeenth century were cut and polished. The glaze is thin where the fire was short of salt.",
  },
  {
    title: "Calving of dairy cows on pasture and in the barn",
    abstract:
      "Two hundred births were watched on eight farms. Cows on pasture walked away from the herd, and stood up sooner.",
  },
];
